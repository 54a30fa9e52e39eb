/** How shares are rounded for readers: one rule for every percentage and every change in points. */

/**
 * No fraction of two whole numbers, and no difference of two such fractions, comes so near to half
 * a step without being it, while the denominators multiplied are below a thousand million.
 */
const NEAR = 1e-10;

/**
 * A share as a percentage with so many decimals, a half away from nought: 23 of 80 is 28.75 %, and so
 * 28.8. A product in binary would often lie a little below the half, and go down.
 */
export function roundPercent(share: number, decimals: number): number {
  const steps = 10 ** decimals;
  const rounded = Math.floor(Math.abs(share) * 100 * steps + 0.5 + NEAR) / steps;
  return share < 0 && rounded > 0 ? -rounded : rounded;
}
