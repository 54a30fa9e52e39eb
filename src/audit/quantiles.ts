/** Quantiles of the beta and t distributions, by the methods of the reference books, to 13 digits. */

// Lanczos' approximation with g = 7 and nine terms (Godfrey's coefficients).
const LANCZOS_FIRST = 0.99999999999980993;
const LANCZOS: readonly number[] = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

const STEPS = 500;
const TINY = 1e-300;
const CLOSE = 1e-16;

/**
 * The value below which a beta distribution has the share `probability` (0 to 1). Both shapes must
 * be finite and above 0. Throws RangeError otherwise. Found by halving, so the last digits hold.
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  const sound = probability >= 0 && probability <= 1 && a > 0 && b > 0;
  if (!sound || !Number.isFinite(a + b)) {
    throw new RangeError(`no beta quantile: ${probability}, ${a}, ${b}`);
  }
  if (probability === 0 || probability === 1) return probability;
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaBelow(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The 0.975 quantile of Student's t with so many degrees of freedom (above 0). */
export function tQuantile(degrees: number): number {
  const x = betaQuantile(0.05, degrees / 2, 0.5);
  return Math.sqrt(degrees * (1 / x - 1));
}

/**
 * The regularised incomplete beta function: the share of a beta distribution below x (0 to 1).
 * Source: NIST Digital Library of Mathematical Functions 8.17.22, by Lentz's method.
 */
function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  // The fraction converges fast on this side of the mean; on the other, its mirror does.
  if (x < (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a;
  return 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const before = value;
    for (const term of [even, odd]) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      value *= d * c;
    }
    if (Math.abs(value - before) <= CLOSE * Math.abs(value)) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const sum = LANCZOS.reduce((total, term, at) => total + term / (x + at), LANCZOS_FIRST);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
