// htmx notes the current address in the tab's storage even where its history is off.
// Who reads leaves nothing behind (tests/journeys/test_public_journey.py), so we take it away.

try {
  sessionStorage.removeItem("htmx-current-path-for-history");
} catch {
  // a browser that refuses storage keeps nothing either
}
