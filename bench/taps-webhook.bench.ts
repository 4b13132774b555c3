/** Survey taps a second that come by webhook over 40 connections. See support/taps.ts. */
import { benchTaps } from './support/taps.ts';

await benchTaps('webhook');
