// Videos: nothing is asked of the provider before the reader presses the button.
// Without this script the button stays hidden, and a link leads to the provider's own page.

for (const player of document.querySelectorAll("[data-player]")) {
  const button = player.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => load(player));
}

function load(player) {
  const frame = document.createElement("iframe");
  frame.src = player.dataset.player;
  frame.title = player.dataset.title;
  frame.allow = "fullscreen; picture-in-picture; encrypted-media";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // the providers refuse an unnamed site
  frame.tabIndex = -1;
  player.querySelector(".player-screen").replaceWith(frame);
  frame.focus(); // the button that had the focus is gone
  frame.removeAttribute("tabindex");
}
