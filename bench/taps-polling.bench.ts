/** Survey taps a second that come by long polling. See support/taps.ts. */
import { benchTaps } from './support/taps.ts';

await benchTaps('polling');
