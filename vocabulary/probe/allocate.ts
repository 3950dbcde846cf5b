/** How many tokens of each class are drawn. */

/** Tokens of each class that are drawn at least, where it has as many: for fewer there is no rate of its own. */
const LEAST_OF_A_CLASS = 4;

/** Of classes of these sizes: so many of each, and the rest by their sizes. */
export function allocated(sizes: readonly number[], sample: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (sample >= total) return [...sizes];
  const floors = sizes.map((size) => Math.min(size, LEAST_OF_A_CLASS));
  const rest = Math.max(0, sample - floors.reduce((sum, floor) => sum + floor, 0));
  const left = sizes.reduce((sum, size, i) => sum + size - (floors[i] ?? 0), 0);
  return sizes.map((size, i) => {
    const floor = floors[i] ?? 0;
    return Math.min(size, floor + (left === 0 ? 0 : Math.round((rest * (size - floor)) / left)));
  });
}
