/**
 * The names under which staff wizards with a draft of their own are kept; a release that asks differently needs a new
 * number. Left for longer than this they are closed with a word, and the draft stays.
 */
export const WIZARDS = { composeNotice: 'compose-notice@1', writeDraft: 'write-draft@1' } as const;

export type Wizard = keyof typeof WIZARDS;

export const LONGEST_PAUSE_MS = 24 * 3_600_000;
