import { expect, it } from 'vitest';
import { quantityError } from '../../src/base/index.ts';

const FORM = /^quantities must match the regular expression/;

it.each(['1', '-2', '500m', '1.5Gi', '1e3'])('says nothing to %j', (text) => {
  expect(quantityError(text)).toBeUndefined();
});

it.each(['', 'abc', '1 ', '1x', '1Gb'])('says to %j that it does not have the form', (text) => {
  expect(quantityError(text)).toMatch(FORM);
});

it.each(['1GG', '1KM', '1Gm', '--1'])('says to %j that its suffix is none', (text) => {
  expect(quantityError(text)).toBe("unable to parse quantity's suffix");
});
