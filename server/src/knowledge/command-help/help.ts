import type { FixedMessage } from '../../base/message.ts';

/** What a command and its options do, each in a phrase. */
export interface CommandHelp {
  readonly summary: FixedMessage;
  /**
   * Phrases by option, with all names of the option: `-y --yes`. An option whose phrase contains `{value}` takes a value, in the same or the
   * next word.
   */
  readonly options?: Readonly<Record<string, FixedMessage>>;
  /** Subcommands by name, as `apt-get install`; several names are separated by a space. They have the options above as well. */
  readonly commands?: Readonly<Record<string, CommandHelp>>;
  /**
   * How options are written: `bundled` one-letter options share a dash (`-rf`); `word`: a dash starts one option (`find -name`); `tar`: the
   * first word needs no dash (`xzf`); `set`: as for the shell builtin (`-eux`, `-o pipefail`). The default is `bundled`.
   */
  readonly style?: 'bundled' | 'word' | 'tar' | 'set';
}

/** Command help by program; several names are separated by a space. */
export type CommandHelpTable = Readonly<Record<string, CommandHelp>>;
