import type { External } from '../base/external.ts';
import type { ContextEntry, ContextSnapshot } from './context.ts';

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
    a.entries.every((entry, i) => isSameEntry(entry, b.entries[i]!))
  );
}

function isSameEntry(a: ContextEntry, b: ContextEntry): boolean {
  const isSameKind = a.kind === b.kind && a.isUnread === b.isUnread && a.linkTo === b.linkTo;
  return a.path === b.path && a.size === b.size && isSameKind && a.inode === b.inode;
}

function isSameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
