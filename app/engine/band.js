// What several runs say together, by month.

/** The value below which a part of sorted values lies, interpolated as NumPy does. @param {number[]} sorted @param {number} part 0 to 1 */
export function quantile(sorted, part) {
  const at = part * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/** A band over runs: a quantile below, the mean and a quantile above, by month. @param {ArrayLike<number>[]} runs by month, all of one length @param {number} [inside] part of the runs inside the band */
export function bandOf(runs, inside = 0.8) {
  const outside = (1 - inside) / 2;
  const months = runs[0]?.length ?? 0;
  const [low, mean, high] = [new Float64Array(months), new Float64Array(months), new Float64Array(months)];
  for (let m = 0; m < months; m++) {
    const values = runs.map((run) => run[m]).sort((a, b) => a - b);
    low[m] = quantile(values, outside);
    high[m] = quantile(values, 1 - outside);
    mean[m] = values.reduce((all, value) => all + value, 0) / values.length;
  }
  return { low, mean, high };
}
