/** Bytes are compared as bytes: Vitest would look at every one of them as at a property. */
import { expect } from 'vitest';

expect.addEqualityTesters([
  (one: unknown, other: unknown) =>
    Buffer.isBuffer(one) && Buffer.isBuffer(other) ? one.equals(other) : undefined,
]);
