// Types that several modules share; nothing here runs.

/** A text in both languages. @typedef {{en: string, zh: string}} Both */

/** Place in bytes, type and shape of a field of a record. @typedef {[number, string, number[]]} FieldPlace */

/** @typedef {{size: number, fields: Record<string, FieldPlace>}} RecordType */

/** @typedef {{name: string, type: string, shape: (string | number)[]}} ArrayType */

/**
 * @typedef {object} Layouts
 * @property {Record<string, RecordType>} records
 * @property {ArrayType[]} arrays in the order of the engine's arguments
 * @property {ArrayType[]} own what the page's own kernels write
 * @property {Record<string, string[]>} axes names along short axes: activity, channel, trait, ...
 */

/** Target, slot, mode, value at full dose, lowest and highest value. @typedef {[string, number, number, number, number, number]} OverlayRow */

/**
 * @typedef {object} Regime
 * @property {Both} name
 * @property {Both} about
 * @property {string} parameters the parameter record, in base64
 * @property {{id: string, name: Both, whole: string}[]} fields
 * @property {{id: string, name: Both}[]} offices
 * @property {{id: string, name: Both}[]} readings
 * @property {{id: string, name: Both}[]} rungs
 * @property {number} activities
 * @property {string[]} covered ids of the fields that it assesses as written
 * @property {number} least_cap
 * @property {number} officesWeight
 * @property {unknown} frame
 * @property {string} same what regimes have in common that differ in levers alone
 * @property {{file: string, levers: Record<string, number>, parts: Part[]}} [origin] of one's own: its file, levers set beside it, and the reforms that it brings along
 */

/**
 * @typedef {object} Reform
 * @property {Both} name
 * @property {Both} about
 * @property {string} row
 * @property {string[]} sources
 * @property {number} start first month
 * @property {number} ramp months of phase-in
 * @property {Record<string, OverlayRow[] | Both>} overlays by regime; or why it cannot be laid on it
 */

/**
 * @typedef {object} Package
 * @property {Both} name
 * @property {Both} about
 * @property {string} row
 * @property {string[]} sources
 * @property {{reform: string, dose: number, targets: string[]}[]} members
 * @property {Record<string, Both>} impossible regimes it cannot be laid on, and why
 */

/**
 * @typedef {object} Place
 * @property {Both} name
 * @property {Both} source
 * @property {string} county record, in base64
 * @property {string} towns records, in base64
 * @property {number} cadres of the largest township, padded
 * @property {{code: number, name: Both, size_class: string, kind: string, cadres: number, villages: number, neighbours: number[]}[]} townships
 * @property {unknown} frame
 * @property {string} [file] of one's own: its table
 */

/** @typedef {{id: string, name: Both, unit: Both, low: number, high: number, better: number, headline: boolean, from: number}} Measure from: months of a run in which it has no value yet */

/** @typedef {{id: string, group: string, slot: number, low: number, high: number, name: Both, unit: Both, rows: string}} Lever */

/** What is moved in a lesson: a lever, or the dose of a reform. @typedef {{lever?: string, reform?: string, values: number[]}} Axis */

/**
 * @typedef {object} Lesson as kaohe/page/lessons.toml has it, which says what each part means
 * @property {string} id
 * @property {string} place
 * @property {number} months
 * @property {string} regime
 * @property {string[]} rows
 * @property {string[]} texts
 * @property {string} [outcome]
 * @property {number} low
 * @property {number} high
 * @property {number} least
 * @property {Axis} [axis]
 * @property {Axis} [also]
 * @property {string[]} [packages]
 * @property {string[]} [offer]
 * @property {number[]} doses in which reforms are on offer
 * @property {Record<string, number[]>} prices by reform and dose, % of the county's personnel cost a year
 * @property {number} [most]
 * @property {number} [budget]
 * @property {string[]} [evidence]
 * @property {string[]} [raised_by] mechanisms
 * @property {string[]} [lowered_by] mechanisms
 * @property {Record<string, number>} [goals]
 * @property {"a" | "b" | "c"} [answer]
 */

/** To, from (-1: nowhere), factor or number, count. @typedef {[number, number, number, number]} Move */

/** Id, name, and what is put into the parameter record without it: [slot, value]. @typedef {{id: string, name: Both, values: [number, number][]}} Mechanism */

/** Of the accounts: a unit cost times a product of sums of [coefficient, quantity] (experiments/compare/ledger.py). @typedef {{id: string, payer: string, once: boolean, unit: number, per?: string, product?: [number, string][][]}} Line */

/**
 * @typedef {object} Comparing
 * @property {number[]} horizons years
 * @property {number} windowYears
 * @property {number[]} quantiles of Student's distribution, by degrees of freedom from 1
 * @property {Mechanism[]} mechanisms
 * @property {string[][][]} orders of mechanisms, by seed and replicate
 * @property {{lines: Line[], units: Record<string, number>, readings: Record<string, number>}} ledger
 * @property {Record<"en" | "zh", Record<string, string>>} words of `kaohe explain`
 */

/**
 * @typedef {object} Contents
 * @property {number} format
 * @property {string} version
 * @property {string} rules hash of the model's sources
 * @property {Layouts} layouts
 * @property {Measure[]} measures
 * @property {Lever[]} levers
 * @property {Record<string, Regime>} regimes
 * @property {Record<string, Record<string, {county: Move[], township: Move[]} | null>>} exchanges
 * @property {Record<string, Reform>} reforms
 * @property {Record<string, Package>} packages
 * @property {Record<string, Place>} places
 * @property {Lesson[]} lessons
 * @property {string[][]} seeds by seed, counted from 1, and replicate, counted from 1
 * @property {Comparing} comparing
 * @property {{place?: string, scenarios: string[]}} [start] what the page begins with, where it was written with a county or scenarios of one's own
 * @property {Record<"en" | "zh", Record<string, Record<string, string>>>} texts
 */

/** A reform or package of a scenario; start: its own first month where left out. @typedef {{id: string, dose?: number, start?: number}} Part */

/**
 * @typedef {object} Scenario
 * @property {string} regime
 * @property {Part[]} [parts] reforms and packages
 * @property {Record<string, number>} [levers] that have another value than in the regime
 * @property {string[]} [off] mechanisms that are switched off
 */

/**
 * @typedef {object} Study
 * @property {string} place
 * @property {Scenario} baseline in force during the warm-up
 * @property {number} seed 1 to 100
 * @property {number} months after the warm-up
 * @property {number} warmup months
 */

export {};
