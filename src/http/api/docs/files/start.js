// It is shown, and nothing is tried from here: whoever is signed in would change their own house by it.
SwaggerUIBundle({
  url: document.currentScript.dataset.document,
  domNode: document.getElementById('description'),
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  supportedSubmitMethods: [],
  // Otherwise the document would be sent to somebody else's server to be looked at.
  validatorUrl: null,
  queryConfigEnabled: false,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
});
