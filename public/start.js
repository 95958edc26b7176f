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

start().catch((error) => console.warn("The page stays as it was served.", error));
