import type { External } from '../base/external.ts';
import type { ContextSnapshot } from './context.ts';

/** Whether two snapshots of a build context are equal. Most changes in a context only change the timestamp of a file. */
export function isSameSnapshot(before: External<ContextSnapshot>, after: External<ContextSnapshot>): boolean {
  if (before.state !== 'known' || after.state !== 'known') return false;
  const [a, b] = [before.value, after.value];
  return (
    a.root === b.root &&
    a.isGuessed === b.isGuessed &&
    a.truncated === b.truncated &&
    a.ignore?.text === b.ignore?.text &&
    a.ignore?.path === b.ignore?.path &&
    isSameMap(a.texts, b.texts) &&
    JSON.stringify([...a.archives]) === JSON.stringify([...b.archives]) &&
    a.entries.length === b.entries.length &&
    a.entries.every(({ path, size, kind, isUnread }, i) => {
      const other = b.entries[i]!;
      return path === other.path && size === other.size && kind === other.kind && isUnread === other.isUnread;
    })
  );
}

function isSameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
