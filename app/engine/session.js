// A run that can be looked at in any month: it goes on month by month, and back by snapshots it keeps of every year.

import { cadresOf, eventsOf, pictureOf, worthOf } from "./reading.js";

const YEAR = 12;

export class Session {
  /** @param {import("./run.js").Run} run at the end of its warm-up; it is the session's from now on */
  constructor(run) {
    this.run = run;
    /** @type {Map<number, import("./run.js").Snapshot>} */
    this.years = new Map([[0, this.run.snapshot()]]);
    /** @type {import("./reading.js").Event[][]} */
    this.events = [[]]; // by month
  }

  /** Bring the run to the end of a month. @param {number} month 1 to the study's months */
  goTo(month) {
    if (month < this.run.month) this.run.restore(/** @type {any} */ (this.years.get(Math.floor((month - 1) / YEAR) * YEAR)));
    while (this.run.month < month) {
      this.run.advance(this.run.month + 1);
      this.events[this.run.month] ??= eventsOf(this.run);
      if (this.run.month % YEAR === 0 && !this.years.has(this.run.month)) this.years.set(this.run.month, this.run.snapshot());
    }
    return this.run;
  }

  /** @param {number} month */
  picture(month) {
    return pictureOf(this.goTo(month));
  }

  /** All that happened until the end of a month. @param {number} month */
  eventsUntil(month) {
    this.goTo(month);
    return this.events.slice(0, month + 1).flat();
  }

  /** Cadres of a township, and what an hour is worth to each next month. @param {number} month @param {number} township */
  cadres(month, township) {
    const run = this.goTo(month);
    return { cadres: cadresOf(run, township), worth: worthOf(run, township) };
  }
}
