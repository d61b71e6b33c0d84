/**
 * What extras of packages install in addition, for extras that files request often. From the metadata of the packages on PyPI, read in November
 * 2026. The names are normalized.
 */
const rows: Readonly<Record<string, string>> = {
  'celery[redis]': 'redis',
  'coverage[toml]': '',
  'django[argon2]': 'argon2-cffi',
  'django[bcrypt]': 'bcrypt',
  'fastapi[all]': 'fastapi-cli httpx jinja2 python-multipart itsdangerous pyyaml ujson orjson email-validator uvicorn[standard] pydantic-settings pydantic-extra-types', // prettier-ignore
  'fastapi[standard]': 'fastapi-cli httpx jinja2 python-multipart email-validator uvicorn[standard] pydantic-settings pydantic-extra-types',
  'httpx[http2]': 'h2',
  'httpx[socks]': 'socksio',
  'httpx[brotli]': 'brotli',
  'passlib[argon2]': 'argon2-cffi',
  'passlib[bcrypt]': 'bcrypt',
  'psycopg[binary]': 'psycopg-binary',
  'psycopg[pool]': 'psycopg-pool',
  'pydantic[email]': 'email-validator',
  'pyjwt[crypto]': 'cryptography',
  'pymongo[srv]': '',
  'python-jose[cryptography]': 'cryptography',
  'redis[hiredis]': 'hiredis',
  'requests[security]': '',
  'requests[socks]': 'pysocks',
  'sqlalchemy[asyncio]': 'greenlet',
  'sqlalchemy[mypy]': 'mypy',
  'urllib3[socks]': 'pysocks',
  'uvicorn[standard]': 'httptools python-dotenv pyyaml uvloop watchfiles websockets',
};

/** The requirements that an extra of a package adds. Undefined if they are not known. */
export function requirementsOfExtra(name: string, extra: string): readonly string[] | undefined {
  const key = `${name}[${extra}]`;
  return Object.hasOwn(rows, key) ? rows[key]!.split(' ').filter(Boolean) : undefined;
}
