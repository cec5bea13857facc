// Run an exported kernel on a memory image and write the image back.
// node run.mjs FOLDER, which holds engine.wasm, memory.bin and call.json
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const { name, args, repeat } = JSON.parse(readFileSync(join(folder, "call.json"), "utf8"));
const image = readFileSync(join(folder, "memory.bin"));
const memory = new WebAssembly.Memory({ initial: 64, maximum: 65536 });
const module = new WebAssembly.Module(readFileSync(join(folder, "engine.wasm")));
const foreign = WebAssembly.Module.imports(module).filter((wanted) => wanted.kind !== "memory");
if (foreign.length) throw new Error("the engine wants " + foreign.map((wanted) => wanted.name).join(", "));
const { exports } = new WebAssembly.Instance(module, { env: { memory } });

const base = (exports.__heap_base.value + 63) & ~63;
const missing = base + image.length - memory.buffer.byteLength;
if (missing > 0) memory.grow(Math.ceil(missing / 65536));
const values = args.map(([kind, value]) =>
  kind === "address" ? base + value : kind === "integer" ? BigInt(value) : Number(value),
);
for (let i = 0; i < repeat; i++) {
  new Uint8Array(memory.buffer, base, image.length).set(image);
  const start = performance.now();
  const status = exports[name](...values);
  console.log(performance.now() - start); // milliseconds
  if (status !== 0) throw new Error(`the kernel raised error ${status}`);
}
writeFileSync(join(folder, "memory.bin"), new Uint8Array(memory.buffer, base, image.length));
