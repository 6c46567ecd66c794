export { type BalancedPlacement, placeBalanced } from './place-balanced.ts';
