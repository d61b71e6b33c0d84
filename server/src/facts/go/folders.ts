import type { CommandFact } from '../commands/command.ts';
import { homeOf } from '../commands/home.ts';

/** The folders that the go command uses. */
export interface GoFolders {
  /** Downloaded modules and their archives. */
  readonly modules: string;
  /** Compiled packages. */
  readonly builds: string;
  /** The programs that `go install` writes. */
  readonly programs: string;
}

/** The folders of a go command by its environment; `/go` is GOPATH of the official image. `go help environment` */
export function goFolders(command: CommandFact): GoFolders {
  const path = command.environment('GOPATH') ?? '/go';
  const cache = command.environment('XDG_CACHE_HOME') ?? `${homeOf(command.user)}/.cache`;
  return {
    modules: command.environment('GOMODCACHE') ?? `${path}/pkg/mod`,
    builds: command.environment('GOCACHE') ?? `${cache}/go-build`,
    programs: command.environment('GOBIN') ?? `${path}/bin`,
  };
}
