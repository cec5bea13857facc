// What an hour is worth, put together for drawing: for every kind of activity the field in which an hour is worth most.

/** worth: the whole; parts: by channel, and `rest`, what is left of the whole. @typedef {{kind: string, field: number, worth: number, parts: Record<string, number>}} Hour */

/**
 * @param {(number | null)[][]} worth by part and activity @param {string[]} parts names, the whole first
 * @param {{kind: string, field: number}[]} activities @param {boolean} every one, or for each kind the best
 * @returns {Hour[]}
 */
export function hoursOf(worth, parts, activities, every) {
  const [whole, ...channels] = parts.map((name, k) => ({ name, values: worth[k] }));
  const hours = activities.flatMap(({ kind, field }, a) => {
    const own = whole.values[a];
    if (own === null) return [];
    const shares = Object.fromEntries(channels.map(({ name, values }) => [name, values[a] ?? 0]));
    const rest = own - Object.values(shares).reduce((all, value) => all + value, 0);
    return [{ kind, field, worth: own, parts: { ...shares, rest } }];
  });
  if (every) return hours;
  const kinds = [...new Set(hours.map(({ kind }) => kind))];
  return kinds.map((kind) =>
    hours.filter((hour) => hour.kind === kind).reduce((best, hour) => (hour.worth > best.worth ? hour : best)),
  );
}
