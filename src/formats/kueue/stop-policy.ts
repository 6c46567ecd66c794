import type * as z from 'zod';
import type { StopPolicy } from '../../model/index.ts';
import { kept, word } from '../api-server/crd-schema.ts';

/** Schema of `spec.stopPolicy`. */
export const stopPolicy: z.ZodDefault<z.ZodType<StopPolicy>> = (
  kept(word(['None', 'Hold', 'HoldAndDrain'])) as z.ZodType<StopPolicy>
).default('None');
