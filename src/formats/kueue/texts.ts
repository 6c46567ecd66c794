import * as z from 'zod';

/** A DNS subdomain, as most names of other objects are. */
export const subdomain: z.ZodString = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);

/** A DNS label, as pod sets are named. */
export const dnsLabel: z.ZodString = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);

/** The key of a label: `example.com/name`. */
export const qualifiedName: z.ZodString = z
  .string()
  .max(316)
  .regex(
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$/,
  );

/** A text of bounded length. */
export function bounded(maxLength: number, minLength?: number): z.ZodString {
  return minLength === undefined ? z.string().max(maxLength) : z.string().min(minLength).max(maxLength);
}
