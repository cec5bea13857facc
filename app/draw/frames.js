// Work cut into pieces, so that no task of the page's own thread takes long and whoever uses the page is answered between.

/** Give way to what waits: input, a frame. @returns {Promise<void>} */
export function giveWay() {
  return new Promise((done) => setTimeout(done));
}

/** Once the browser has drawn what is there. @returns {Promise<void>} */
export function drawn() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

/** Draws parts of a view anew, one a frame, those asked for first before others. @template {string} P */
export class Frames {
  /**
   * @param {Record<P, () => void>} parts by name @param {{first?: NoInfer<P>, always?: () => void}} [more] first: the part that goes before all others, but
   * never twice before one that waits; always: what little is done in every frame
   */
  constructor(parts, { first, always = () => {} } = {}) {
    this.parts = parts;
    this.first = first;
    this.always = always;
    /** @type {Set<P>} */
    this.due = new Set();
    /** Drawn in the last frame. @type {P | undefined} */
    this.last = undefined;
    this.frame = 0;
  }

  /** @param {...P} names */
  ask(...names) {
    for (const name of names) this.due.add(name);
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = 0;
    this.always();
    const { first } = this;
    const others = [...this.due].filter((name) => name !== first);
    const next = first && this.due.has(first) && !(this.last === first && others.length) ? first : others[0];
    this.last = next;
    if (!next) return;
    this.due.delete(next);
    this.parts[next]();
    if (this.due.size) this.ask();
  }

  /** Forget what is due. */
  stop() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.due.clear();
  }
}
