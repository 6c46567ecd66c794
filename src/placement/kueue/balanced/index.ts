export { placeBalanced } from './place-balanced.ts';
