import type { ShellCommand, ShellWord } from '../script.ts';
import { programOf } from './unwrap.ts';
import { hasOption, optionOf, parseArguments } from './options.ts';
import type { OptionSyntax } from './options.ts';

/** A user or group that a command creates, or a user that it adds to a group. */
export interface Account {
  readonly kind: 'user' | 'group' | 'membership';
  readonly name: ShellWord;
  /** The requested ID, or an expression for it (`$UID`). */
  readonly id: string | undefined;
  /** The user's primary group, or the group of a membership, by name or ID. */
  readonly group: string | undefined;
  /** Other groups that the user becomes a member of, including the group of a membership; as written. */
  readonly groups: readonly string[];
  readonly home: string | undefined;
  readonly shell: string | undefined;
  /** Whether it is a system account: a low ID, and no home folder unless requested. */
  readonly system: boolean;
}

interface AccountTool {
  readonly kind: Account['kind'];
  readonly syntax: OptionSyntax;
  readonly id: readonly string[];
  readonly group: readonly string[];
  /** Options with further groups, separated by commas. */
  readonly groups: readonly string[];
  readonly home: readonly string[];
  readonly shell: readonly string[];
  readonly system: readonly string[];
  /** Whether the tool adds a user to a group if there are two operands. */
  readonly addsToGroup: boolean;
}

/** Debian's adduser has long options, and BusyBox's adduser has short ones. No option is common to both. */
const addUser: AccountTool = {
  kind: 'user',
  syntax: { valued: ['-u', '-G', '-h', '-s', '-g', '-k', '--uid', '--gid', '--ingroup', '--home', '--shell', '--gecos', '--comment', '--conf', '--firstuid', '--lastuid', '--firstgid', '--lastgid', '--add_extra_groups'], combined: true }, // prettier-ignore
  id: ['-u', '--uid'],
  group: ['-G', '--ingroup', '--gid'],
  groups: [],
  home: ['-h', '--home'],
  shell: ['-s', '--shell'],
  system: ['-S', '--system'],
  addsToGroup: true,
};
const userAdd: AccountTool = {
  kind: 'user',
  syntax: { valued: ['-u', '--uid', '-g', '--gid', '-G', '--groups', '-d', '--home', '--home-dir', '-s', '--shell', '-c', '--comment', '-b', '--base-dir', '-e', '--expiredate', '-f', '--inactive', '-k', '--skel', '-K', '--key', '-p', '--password', '-R', '--root', '-P', '--prefix', '-Z', '--selinux-user'], combined: true }, // prettier-ignore
  id: ['-u', '--uid'],
  group: ['-g', '--gid'],
  groups: ['-G', '--groups'],
  home: ['-d', '--home', '--home-dir'],
  shell: ['-s', '--shell'],
  system: ['-r', '--system'],
  addsToGroup: false,
};
const groupOptions: AccountTool = {
  kind: 'group',
  syntax: { valued: ['-g', '--gid', '-K', '--key', '-p', '--password', '-U', '--users', '-R', '--root', '-P', '--prefix', '--firstgid', '--lastgid'], combined: true }, // prettier-ignore
  id: ['-g', '--gid'],
  group: [],
  groups: [],
  home: [],
  shell: [],
  system: ['-r', '-S', '--system'],
  addsToGroup: false,
};

/** Changes a user; without -a, -G replaces the other groups. */
const userMod: AccountTool = {
  kind: 'membership',
  syntax: { valued: ['-c', '--comment', '-d', '--home', '-e', '--expiredate', '-f', '--inactive', '-g', '--gid', '-G', '--groups', '-l', '--login', '-p', '--password', '-R', '--root', '-P', '--prefix', '-s', '--shell', '-u', '--uid', '-v', '-V', '-w', '-W', '-Z', '--selinux-user'], combined: true }, // prettier-ignore
  id: [],
  group: [],
  groups: ['-G', '--groups'],
  home: [],
  shell: [],
  system: [],
  addsToGroup: false,
};

const tools: Readonly<Record<string, AccountTool>> = {
  useradd: userAdd,
  adduser: addUser,
  groupadd: groupOptions,
  addgroup: { ...groupOptions, addsToGroup: true },
  usermod: userMod,
};

/**
 * The account that a command creates. Returns undefined for any other command, and if the name is missing. useradd(8), usermod(8), adduser(8), BusyBox.
 */
export function readAccount(command: ShellCommand): Account | undefined {
  const { args } = command;
  const tool = programOf(command);
  const reader = tool !== undefined && Object.hasOwn(tools, tool) ? tools[tool] : undefined;
  if (!reader) return undefined;
  const parsed = parseArguments(args, reader.syntax);
  const [name, second] = parsed.operands;
  if (!name) return undefined;
  const value = (names: readonly string[]): string | undefined => optionOf(parsed, ...names)?.value;
  const joins = reader.addsToGroup && second !== undefined;
  const groups = joins ? [second.value] : (value(reader.groups)?.split(',').filter(Boolean) ?? []);
  // usermod with other options changes no memberships.
  if (reader.kind === 'membership' && groups.length === 0) return undefined;
  return {
    kind: joins ? 'membership' : reader.kind,
    name,
    id: value(reader.id),
    group: joins ? second.value : value(reader.group),
    groups,
    home: value(reader.home),
    shell: value(reader.shell),
    system: hasOption(parsed, ...reader.system),
  };
}
