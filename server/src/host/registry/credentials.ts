/** What a registry wants to know who asks. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** Stands for a login; a token service gives an access token for it. */
  | { readonly kind: 'identity'; readonly token: string };

/** The credentials that the user has stored for a registry; undefined where there are none. Never rejects. */
export type CredentialSource = (registry: string) => Promise<Credentials | undefined>;

/** Nobody in particular: what the web worker has. */
export const anonymous: CredentialSource = () => Promise.resolve(undefined);

/** The `Authorization` header for a name and a password. */
export function basic(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
