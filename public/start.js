// Loads what the islands of this page need, after the page is usable.
//
// The page asks for it with
//   <script type="module" src="/…/start.<hash>.js" data-glue="/…/app.<hash>.js" data-wasm="/…/app.<hash>.wasm"></script>
// It is a file of its own because the content security policy allows no inline script. Whatever fails here leaves
// the page as the server wrote it, which is complete.

const here = document.querySelector("script[data-glue][data-wasm]");

/** The browser is idle and has loaded everything that the reader sees. */
function pageIsUsable() {
  return new Promise((resolve) => {
    const whenIdle = () =>
      "requestIdleCallback" in window ? requestIdleCallback(resolve, { timeout: 2000 }) : setTimeout(resolve, 1);
    if (document.readyState === "complete") whenIdle();
    else addEventListener("load", whenIdle, { once: true });
  });
}

/**
 * Nobody can unfold a part of a page on paper. The style sheet unfolds all of them in engines that know the folded part
 * by name; here they are opened for the printer and closed again.
 */
function unfoldForPaper() {
  if (CSS.supports("selector(::details-content)")) return;
  const opened = new Set();
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not([open])")) {
      folded.open = true;
      opened.add(folded);
    }
  });
  addEventListener("afterprint", () => {
    for (const folded of opened) folded.open = false;
    opened.clear();
  });
}

unfoldForPaper();

/** Buttons that show what is typed into password fields. */
function revealers() {
  for (const button of document.querySelectorAll("button[data-reveals]")) {
    const fields = button.dataset.reveals.split(" ").map((id) => document.getElementById(id));
    const show = (shown) => {
      for (const field of fields) if (field) field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    };
    button.addEventListener("click", () => show(button.getAttribute("aria-pressed") !== "true"));
    // A browser keeps no password of a field that shows it, but what is typed into it.
    button.form?.addEventListener("submit", () => show(false));
    button.hidden = false;
  }
}

// A page of somebody who is logged in, which the browser had put aside as a whole: after the logout nobody sees it again.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("form[action$='/logout']")) location.reload();
});

async function start() {
  const found = document.querySelectorAll("leptos-island");
  if (!here || !found.length || !("WebAssembly" in window)) return;
  await pageIsUsable();
  const islands = await import(here.dataset.glue);
  await islands.default({ module_or_path: here.dataset.wasm });
  islands.hydrate();
  for (const element of found) {
    const wake = islands[element.dataset.component];
    if (wake) wake(element);
    else console.warn(`This build has no island ${element.dataset.component}.`);
  }
  // Tests and styles can tell from this that the islands answer now.
  document.documentElement.dataset.islands = "ready";
}

revealers();
start().catch((error) => console.warn("The page stays as it was served.", error));
