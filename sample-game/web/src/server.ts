/** Where the Java server listens when the page comes from Vite's development server. */
const DEVELOPMENT = "http://localhost:8080";

/**
 * The server to play on: the one that `?server=` names, else the one that the page came from, with
 * the path that a proxy may have put before both (in development: the Java server next to it).
 *
 * @throws TypeError when `?server=` is not an http or https URL
 */
export function serverOf(page: URL, development: boolean): URL {
  const named = page.searchParams.get("server");
  if (named === null) return development ? new URL(DEVELOPMENT) : new URL(".", page);
  if (!URL.canParse(named) || !/^https?:$/.test(new URL(named).protocol)) {
    throw new TypeError(`server: ${named} (expected: a URL like http://localhost:8080)`);
  }
  return new URL(named);
}
