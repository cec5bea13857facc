// What Python made for the page: packed bytes to plain values.

/** @typedef {import("./types.js").Contents} Contents */

/** The bytes of a text in base64. @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** Numbers of records by their text, decoded once. @type {Map<string, Float64Array<ArrayBuffer>>} */
const records = new Map();

/** The numbers of a record in base64; they are kept, so whoever changes them takes a copy. @param {string} text */
export function numbersOf(text) {
  const numbers = records.get(text) ?? new Float64Array(bytesOf(text).buffer);
  records.set(text, numbers);
  return numbers;
}

/** What was packed: base64 of gzip. @param {string} packed @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function unpack(packed) {
  const stream = new Blob([bytesOf(packed.trim())]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Everything the page knows. @param {string} packed @returns {Promise<Contents>} */
export async function openContents(packed) {
  return JSON.parse(new TextDecoder().decode(await unpack(packed)));
}
