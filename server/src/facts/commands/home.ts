/** The home folder of a user, by name or ID: those of others than root are in /home, unless an account says otherwise. */
export function homeOf(user: string | undefined): string {
  return user === undefined || user === 'root' || user === '0' ? '/root' : `/home/${user}`;
}
