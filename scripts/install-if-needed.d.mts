/** What stands in for `npm ci` in tests, and where the lines go that a person sees. */
export type InstallOptions = {
  install?: (directory: string) => Promise<{ code: number; output: string }>;
  say?: (line: string) => void;
};

export function installIfNeeded(directory: string, options?: InstallOptions): Promise<boolean>;
export function isInstalled(directory: string): boolean;
