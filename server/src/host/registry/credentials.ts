/** What a registry requires for authentication. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** A refresh token: a token service exchanges it for an access token. */
  | { readonly kind: 'identity'; readonly token: string };

/** The credentials that the user has stored for a registry; undefined if there are none. Never rejects. */
export type CredentialSource = (registry: string) => Promise<Credentials | undefined>;

/** No credentials: used in the web worker. */
export const anonymous: CredentialSource = () => Promise.resolve(undefined);

/** The `Authorization` header for a user name and a password. */
export function basic(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
