/**
 * The optional packages that a package of the lockfile names and the lockfile lacks. `npm install` leaves them
 * out silently when the registry does not have them; `npm ci` then fails on every machine.
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} lockfile
 * @returns {string[]} one line each
 */
export function missingFromLockfile(lockfile) {
  const { packages } = lockfile;
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isReachable(packages, place, name))
      .map((name) => `Missing: ${name} (wanted by ${place || 'package.json'})`),
  );
}

/** Node's way of looking: beside the package, then in each node_modules further out. */
function isReachable(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const inside = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[inside] !== undefined) return true;
    if (folder === '') return false;
  }
}
