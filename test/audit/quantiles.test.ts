import { describe, expect, it } from 'vitest';
import { betaQuantile, tQuantile } from '../../src/audit/quantiles.ts';

describe('quantiles are what R 4.2.2 gives', () => {
  it.each([
    [0.025, 3.2, 40.7, 0.016768435751383964],
    [0.975, 4.2, 39.7, 0.19730391546571913],
    [0.5, 0.5, 0.5, 0.5],
    [0.025, 280.1, 20.3, 0.90148206640117379],
    [0.975, 1, 30, 0.11570330822202779],
  ])('qbeta(%d, %d, %d)', (probability, a, b, expected) => {
    expect(betaQuantile(probability, a, b)).toBeCloseTo(expected, 12);
  });

  it.each([
    [1, 12.706204736174694],
    [2, 4.3026527297494619],
    [7, 2.3646242515927844],
    [30, 2.0422724563012378],
    [243, 1.9697743954267464],
  ])('qt(0.975, %d)', (degrees, expected) => {
    expect(tQuantile(degrees) / expected).toBeCloseTo(1, 12);
  });

  it('has the ends at the ends', () => {
    expect(betaQuantile(0, 2, 3)).toBe(0);
    expect(betaQuantile(1, 2, 3)).toBe(1);
  });

  it.each([
    [-0.1, 1, 1],
    [1.1, 1, 1],
    [0.5, 0, 1],
    [0.5, 1, Infinity],
    [NaN, 1, 1],
  ])('refuses betaQuantile(%d, %d, %d)', (...wrong) => {
    expect(() => betaQuantile(...wrong)).toThrow(RangeError);
  });
});
