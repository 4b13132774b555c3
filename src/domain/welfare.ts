/** Why somebody may need help at once. `followup`: they chose an option that says so. */
export const ALARM_KINDS = [
  'suicide',
  'hunger',
  'collapse',
  'violence',
  'child_alone',
  'not_seen',
  'fire_gas',
  'followup',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];
