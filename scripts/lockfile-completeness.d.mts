export function missingFromLockfile(lockfile: {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}): string[];
