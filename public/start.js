// Loads what the islands of this page need, after the page is usable.
//
// The page asks for it with
//   <script type="module" src="/…/start.<hash>.js" data-glue="/…/app.<hash>.js" data-wasm="/…/app.<hash>.wasm"></script>
// It is a file of its own because the content security policy allows no inline script. The walk over the
// islands is the one of leptos 0.8 (`hydration/island_script.js`): an island hands its function for the
// children to the `leptos-children` below it. Whatever fails here leaves the page as the server wrote it,
// which is complete.

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

async function hydrateIsland(element, islands, childrenReady) {
  const hydrate = islands[element.dataset.component];
  if (!hydrate) {
    console.warn(`This build has no island ${element.dataset.component}.`);
    return;
  }
  childrenReady.at(-1)?.();
  await hydrate(element);
}

async function walk(element, islands, childrenReady) {
  const tag = element.localName;
  if (tag === "leptos-island") await hydrateIsland(element, islands, childrenReady);
  if (tag === "leptos-children") childrenReady.push(element.$$on_hydrate);
  for (const child of element.children) await walk(child, islands, childrenReady);
  if (tag === "leptos-children") childrenReady.pop();
}

async function start() {
  if (!here || !document.querySelector("leptos-island")) return;
  await pageIsUsable();
  const islands = await import(here.dataset.glue);
  await islands.default({ module_or_path: here.dataset.wasm });
  // Leptos calls this for islands that an island draws later.
  window.__hydrateIsland = (element) => hydrateIsland(element, islands, []);
  islands.hydrate();
  await walk(document.body, islands, []);
  // Tests and styles can tell from this that the islands answer now.
  document.documentElement.dataset.islands = "ready";
}

start().catch((error) => console.warn("The page stays as it was served.", error));
