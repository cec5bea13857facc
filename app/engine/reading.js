// What can be seen of a county at the end of a month: plain values, copied out of the engine's memory.

/** @typedef {import("./run.js").Run} Run */

/**
 * Time of a township's cadres as shares of the month; they sum to 1.
 * @typedef {{work: number, paper: number, showcase: number, initiative: number, shifting: number, slack: number, reports: number, visits: number, meetings: number, complaints: number}} Time
 */

/**
 * @typedef {object} Township
 * @property {Record<string, number>} outcomes by measure
 * @property {number[]} level true levels, by field
 * @property {number[]} reported in the last December, by field
 * @property {number[]} target by field
 * @property {number[]} weight what counts, by field
 * @property {number[]} need by field
 * @property {Time} time
 * @property {number[]} realHours of real work, by field
 * @property {number[]} paperHours by field
 * @property {number[]} fear events a month that leaders and staff expect to answer for
 * @property {number} visits received this month
 * @property {number} grade of the last ladder, 0 last to 1 first
 * @property {number} score of the last year
 * @property {boolean} first ranked first in the last ladder
 * @property {boolean} last
 * @property {number} resentment of its villages
 * @property {number} villageLoad work passed on to villages, share of the month
 */

/** @typedef {{attention: Record<string, number>, indicators: number, fields: number[], visits: number}} Office */

/** @typedef {{month: number, kind: string, township: number, field: number, times?: number}} Event field: -1 for none; times: of visits, which come as a rate */

/** @typedef {{month: number, outcomes: Record<string, number>, townships: Township[], offices: Office[], events: Event[]}} Picture */

/** @typedef {{principal: boolean, leader: boolean, share: number[], skill: number[], traits: Record<string, number>}} Cadre share: of discretionary time, by activity */

const TIME = {
  showcase: "showcase",
  initiative: "initiative",
  shifting: "shift_hours",
  slack: "slack",
  reports: "imposed_paper",
  visits: "visit_time",
  meetings: "meeting_time",
  complaints: "complaint_time",
};
const BY_FIELD = ["incident", "exposed", "neglected", "missing", "red"];

/** Everything at the end of the month that the run has reached. @param {Run} run @returns {Picture} */
export function pictureOf(run) {
  const { measures } = run.contents;
  const outcomes = outcomesOfTownships(run);
  const row = run.memory.numbers("series").subarray((run.clock - 1) * measures.length, run.clock * measures.length);
  return {
    month: run.month,
    outcomes: Object.fromEntries(measures.map(({ id }, m) => [id, row[m]])),
    townships: outcomes.map((own, j) => township(run, j, own)),
    offices: officesOf(run),
    events: eventsOf(run),
  };
}

/** @param {Run} run @param {number} j @param {Record<string, number>} outcomes @returns {Township} */
function township(run, j, outcomes) {
  const fields = run.regime.fields.length;
  /** @param {string} name */
  const list = (name) => Array.from(run.memory.field("towns", name, j).subarray(0, fields));
  /** @param {string} name */
  const one = (name) => run.memory.field("towns", name, j)[0];
  const [realHours, paperHours] = [list("real_hours"), list("paper")];
  const rest = Object.fromEntries(Object.entries(TIME).map(([name, field]) => [name, one(field)]));
  const time = /** @type {Time} */ ({ work: sum(realHours), paper: sum(paperHours), ...rest });
  return {
    outcomes,
    level: list("level"),
    reported: list("last_claim"),
    target: list("target"),
    weight: list("weight"),
    need: list("need"),
    time,
    realHours,
    paperHours,
    fear: Array.from(run.memory.field("towns", "fear", j)),
    visits: one("visits"),
    grade: one("grade"),
    score: one("score"),
    first: one("top") > 0,
    last: one("bottom") > 0,
    resentment: one("resentment"),
    villageLoad: one("village_load"),
  };
}

/** Outcomes of single townships, by the model's own measures. @param {Run} run @returns {Record<string, number>[]} */
function outcomesOfTownships(run) {
  const { measures } = run.contents;
  const count = run.memory.places.towns.size;
  run.memory.call("measure", ...run.memory.arguments, ...run.memory.structure("ofTownships"), ...run.memory.structure("levelsOfTownships"));
  const all = run.memory.numbers("ofTownships");
  return Array.from({ length: count }, (_, j) =>
    Object.fromEntries(measures.map(({ id }, m) => [id, all[j * measures.length + m]])),
  );
}

/** @param {Run} run @returns {Office[]} */
function officesOf(run) {
  const { axes } = run.contents.layouts;
  const share = run.memory.field("counties", "office_share");
  const [indicators, visits] = [run.memory.field("counties", "indicators"), run.memory.field("counties", "visit_rate")];
  const owned = run.memory.field("counties", "owned");
  const [activities, width] = [axes.officeActivity.length, run.contents.layouts.records.county.fields.owned[2][1]];
  return run.regime.offices.map((_, o) => ({
    attention: Object.fromEntries(axes.officeActivity.map((name, a) => [name, share[o * activities + a]])),
    indicators: indicators[o],
    fields: Array.from(owned.subarray(o * width, o * width + run.regime.fields.length)),
    visits: visits[o],
  }));
}

/** Rows of the regime's readings as they are in force; weight: for points or for posts, whichever is more. @param {Run} run */
export function readingsOf(run) {
  const column = (/** @type {string} */ name) => run.memory.field("params", `reading_${name}`);
  const [weight, post, sample, period, human] = ["weight", "post_weight", "sample", "period", "human"].map(column);
  return run.regime.readings.map(({ id }, s) => ({
    id,
    weight: Math.max(weight[s], post[s]),
    sample: sample[s],
    period: period[s],
    human: human[s],
  }));
}

/** What happened in the month. @param {Run} run @returns {Event[]} */
export function eventsOf(run) {
  /** @type {Event[]} */
  const events = [];
  const december = run.clock % 12 === 0;
  for (let j = 0; j < run.memory.places.towns.size; j++) {
    /** @param {string} kind @param {number} [field] */
    const add = (kind, field = -1) => events.push({ month: run.month, kind, township: j, field });
    for (const kind of BY_FIELD) {
      const happened = run.memory.field("towns", kind, j);
      run.regime.fields.forEach((_, d) => happened[d] > 0 && add(kind, d));
    }
    if (run.memory.field("towns", "failed", j)[0] > 0) add("failed");
    if (december && run.memory.field("towns", "top", j)[0] > 0) add("first");
    if (december && run.memory.field("towns", "bottom", j)[0] > 0) add("last");
    const before = run.before?.[j];
    if (before && run.memory.field("towns", "vetoed", j)[0] > before.vetoed) add("vetoed");
    if (before && run.rotations(j) > before.rotations) add(newPrincipal(run, j));
    const times = run.memory.field("towns", "visits", j)[0];
    if (times > 0) events.push({ month: run.month, kind: "visited", township: j, field: -1, times });
  }
  return events;
}

/**
 * The kind of a change of principal. The engine draws once whether a principal goes, by routine, promotion or removal, and
 * not which of them it was; what can be told is what the last assessment had opened to the one who went.
 * @param {Run} run @param {number} j
 */
function newPrincipal(run, j) {
  const [promotion, removal] = ["promoted", "removed"].map((name) => run.memory.field("towns", name, j)[0] > 0);
  return promotion === removal ? "newPrincipal" : promotion ? "newAfterPromotion" : "newAfterRemoval";
}

/** Names of a cadre's activities in a regime, in the order of shares and worth; field: its number, -1 for none. @param {import("./types.js").Contents} contents @param {string} regime @returns {{kind: string, field: number}[]} */
export function activityNames(contents, regime) {
  const fields = contents.regimes[regime].fields.map((_, field) => field);
  const [real, paper, ...rest] = contents.layouts.axes.activity;
  const byField = [real, paper].flatMap((kind) => fields.map((field) => ({ kind, field })));
  return [...byField, ...rest.map((kind) => ({ kind, field: -1 }))];
}

/** The cadres of a township. @param {Run} run @param {number} j @returns {Cadre[]} */
export function cadresOf(run, j) {
  const { trait } = run.contents.layouts.axes;
  const [share, skill, traits] = ["share", "skill", "traits"].map((name) => slices(run, name, j));
  const count = run.contents.places[run.place].townships[j].cadres;
  return Array.from({ length: count }, (_, i) => {
    const own = Object.fromEntries(trait.map((name, k) => [name, traits(k, i)]));
    return {
      principal: own.principal > 0,
      leader: own.leader > 0,
      share: Array.from({ length: run.regime.activities }, (_, a) => share(a, i)),
      skill: run.regime.fields.map((_, d) => skill(d, i)),
      traits: own,
    };
  });
}

/** @param {Run} run @param {string} name of an array (townships, rows, cadres) @param {number} j @returns {(row: number, cadre: number) => number} */
function slices(run, name, j) {
  const [, rows, cadres] = run.memory.places[name].shape;
  const all = run.memory.numbers(name);
  return (row, cadre) => all[(j * rows + row) * cadres + cadre];
}

/**
 * What an hour of every activity is worth to every cadre of a township in the next month, in utility: by cadre, part and
 * activity. Parts are those of `layouts.axes.part`: the whole, after costs; what each channel adds; what shifted blame
 * adds. An activity that is closed is null in the whole.
 * @param {Run} run of which a month is done @param {number} j @returns {(number | null)[][][]}
 */
export function worthOf(run, j) {
  const kept = run.snapshot();
  const { part } = run.contents.layouts.axes;
  run.memory.call("worth", ...run.memory.arguments, BigInt(j), BigInt(run.clock), ...run.memory.structure("hours"));
  const all = run.memory.numbers("hours").slice();
  run.restore(kept);
  const [, activities, most] = run.memory.places.hours.shape;
  const { cadres } = run.contents.places[run.place].townships[j];
  return Array.from({ length: cadres }, (_, i) =>
    part.map((_, k) =>
      Array.from({ length: activities }, (_, a) => {
        const value = all[(k * activities + a) * most + i];
        return value < -1e29 ? null : value;
      }),
    ),
  );
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((all, value) => all + value, 0);
}
