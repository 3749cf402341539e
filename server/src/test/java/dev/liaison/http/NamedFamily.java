package dev.liaison.http;

import dev.liaison.crm.Problem;
import java.nio.charset.StandardCharsets;

/// A family whose answers say what they were asked to say: `legacy NoSuchRoute`.
public record NamedFamily(String name) implements Family {

  @Override
  public boolean takesQueryCredentials() {
    return name.equals("legacy");
  }

  @Override
  public Response problem(Problem problem, Request request) {
    return say(400, problem.getClass().getSimpleName());
  }

  @Override
  public Response refusal(Refusal refusal, Request request) {
    int status =
        switch (refusal) {
          case Refusal.NoCredentials it -> 401;
          case Refusal.BadCredentials it -> 401;
          case Refusal.MissingScopes it -> 403;
          case Refusal.WrongMethod it -> 405;
          case Refusal.BodyTooLarge it -> 413;
          case Refusal.RateLimited it -> 429;
          case Refusal.Unavailable it -> 503;
          default -> 404;
        };
    return say(status, refusal.getClass().getSimpleName());
  }

  @Override
  public Response inDoubt(Request request) {
    return say(500, "in doubt");
  }

  @Override
  public Response fault(Request request) {
    return say(500, "fault");
  }

  private Response say(int status, String what) {
    return Response.json(status, (name + " " + what).getBytes(StandardCharsets.UTF_8));
  }
}
