package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Pages;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The provider's pages with a way to control it below them. Everything is a POST, as only a form
 * can carry the token: a URL would show it to whoever reads logs.
 */
final class ControlPages implements Pages {
  private static final String BELOW = "control/";
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json", "Cache-Control", "no-store");

  private final Pages honest;
  private final Control control;
  private final ControlToken token;

  ControlPages(Pages honest, Control control, ControlToken token) {
    this.honest = honest;
    this.control = control;
    this.token = token;
  }

  @Override
  public Page answer(PageRequest request) {
    if (request.path().startsWith(BELOW)) {
      return control(request);
    }
    return control.isDown()
        ? new Page(503, Map.of("Retry-After", "1"), "<h1>Sandbox Pay is down</h1>")
        : honest.answer(request);
  }

  private Page control(PageRequest request) {
    if (!token.is(request.form().getOrDefault(ControlForm.TOKEN, ""))) {
      return json(403, Map.of("code", "FORBIDDEN"));
    }
    if (!request.method().equals("POST")) {
      return json(405, Map.of("code", "METHOD_NOT_ALLOWED"));
    }
    try {
      var path = request.path().substring(BELOW.length());
      return switch (control.act(path, new ControlForm(request.form()))) {
        case Control.Answer.Shown(var status, var content) -> json(status, content);
        case Control.Answer.NotFound() -> json(404, Map.of("code", "NOT_FOUND"));
        case Control.Answer.Conflict() -> json(409, Map.of("code", "NOT_POSSIBLE"));
      };
    } catch (ControlForm.BadFieldException e) {
      var problem = new LinkedHashMap<String, Object>();
      problem.put("code", "INVALID_FIELD");
      problem.put("field", e.field());
      problem.put("detail", e.field() + " " + e.getMessage());
      return json(422, problem);
    }
  }

  private static Page json(int status, Map<String, ?> content) {
    return new Page(status, HEADERS, ControlJson.write(content));
  }
}
