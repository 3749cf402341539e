package dev.liaison.migration;

import java.util.stream.Collectors;

/// The report as a page of its own, without anything to load. What clients call themselves is
/// escaped.
public final class MigrationPage {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Legacy calls</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
      h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
      p { margin: 0 0 1rem; }
      article { border-top: 1px solid #8886; padding: 1rem 0; }
      h2 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 0 0 .25rem; overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 0 .5rem; }
      dt { opacity: .7; }
      dd { margin: 0; overflow-wrap: anywhere; }
      pre { background: #8882; border-radius: 4px; margin: 0; overflow-x: auto; padding: .6rem .8rem; }
      .soon { color: #b3261e; font-weight: 600; }
      @media (prefers-color-scheme: dark) { .soon { color: #ffb4ab; } }
      </style>
      </head>
      <body>
      """;

  /// Days before the end of a call from which on it stands out.
  private static final long SOON = 90;

  private MigrationPage() {}

  /// A whole HTML document.
  public static String html(MigrationReport report) {
    long total = report.calls().stream().mapToLong(LegacyCall::count).sum();
    String summary =
        report.calls().isEmpty()
            ? "No legacy calls. Nothing is left to migrate."
            : "%,d calls by %d clients to %d legacy routes, newest first. %s"
                .formatted(
                    total,
                    report.calls().stream()
                        .map(call -> call.key().app() + "\n" + call.key().client())
                        .distinct()
                        .count(),
                    report.calls().stream().map(call -> call.key().route()).distinct().count(),
                    report.today());
    return HEAD
        + "<h1>Legacy calls</h1>\n<p>"
        + escaped(summary)
        + "</p>\n"
        + report.calls().stream().map(call -> article(report, call)).collect(Collectors.joining())
        + "</body>\n</html>\n";
  }

  private static String article(MigrationReport report, LegacyCall call) {
    long days = report.daysLeft(call);
    String left =
        days < 0 ? "over" : days == 0 ? "today" : days == 1 ? "1 day left" : days + " days left";
    return "<article>\n<h2>%s</h2>\n<dl>\n%s%s%s%s</dl>\n<pre>%s</pre>\n</article>\n"
        .formatted(
            escaped(call.key().route()),
            row("Called", "%,d times".formatted(call.count()) + span(call)),
            row("By", escaped(call.key().app() + client(call))),
            row(
                "Ends",
                "<span%s>%s upstream, %s</span>"
                    .formatted(days < SOON ? " class=\"soon\"" : "", call.endsUpstream(), left)),
            row("Successor", "<code>" + escaped(call.successor()) + "</code>"),
            escaped(example(call.example())));
  }

  private static String span(LegacyCall call) {
    String first = MigrationReport.day(call.firstAt());
    String last = MigrationReport.day(call.lastAt());
    return first.equals(last) ? ", on " + first : ", from " + first + " to " + last;
  }

  private static String client(LegacyCall call) {
    return call.key().client().isEmpty() ? "" : ", " + call.key().client();
  }

  private static String row(String name, String html) {
    return "<dt>" + name + "</dt><dd>" + html + "</dd>\n";
  }

  private static String example(SuccessorCall call) {
    String line = call.method() + " " + call.target();
    return call.body().isEmpty() ? line : line + "\n\n" + call.body();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
