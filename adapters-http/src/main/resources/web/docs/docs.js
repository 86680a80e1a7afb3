/* global SwaggerUIBundle */

const docs = document.getElementById('docs');

// Nothing here may ask another host: no validator, no remote configuration, no fonts.
SwaggerUIBundle({
  url: '/openapi.yaml',
  domNode: docs,
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  syntaxHighlight: { theme: 'obsidian' },
  persistAuthorization: false, // a key is not left behind in the browser
});

// Swagger UI leaves its menus and its editor without a name and its code out of the keyboard's reach.
function name(root) {
  for (const menu of root.querySelectorAll('select:not([aria-label])')) {
    menu.setAttribute('aria-label', menu.id === 'servers' ? 'Server' : menu.classList.contains('content-type') ? 'Media type' : 'Example');
  }
  for (const body of root.querySelectorAll('textarea:not([aria-label])')) body.setAttribute('aria-label', 'Request body');
  for (const code of root.querySelectorAll('pre:not([tabindex])')) code.tabIndex = 0;
}

new MutationObserver(() => name(docs)).observe(docs, { childList: true, subtree: true });
