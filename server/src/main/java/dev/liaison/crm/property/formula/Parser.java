package dev.liaison.crm.property.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a formula by recursive descent:
///
/// ```
/// expression = and { "or" and }
/// and        = not { "and" not }
/// not        = "not" not | comparison
/// comparison = sum [ ("<" | ">" | "<=" | ">=" | "=" | "==" | "equals" | "!=" | "<>") sum ]
/// sum        = product { ("+" | "-") product }
/// product    = factor { ("*" | "/") factor }
/// factor     = "-" factor | number [ word | group ] | simple
/// simple     = text | "true" | "false" | group | call | property | condition
/// group      = "(" expression ")"
/// condition  = "if" expression "then" expression
///              { "elseif" expression "then" expression } [ "else" expression ] [ "endif" ]
/// ```
///
/// Used by one thread.
final class Parser {

  /// So deep may parts be in each other.
  private static final int DEEPEST = 100;

  /// So many words and signs it may have.
  private static final int LONGEST = 500;

  private static final Set<String> RESERVED =
      Set.of(
          "and", "or", "not", "equals", "if", "then", "else", "elseif", "endif", "true", "false");

  private static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("+", Operator.PLUS),
          Map.entry("-", Operator.MINUS),
          Map.entry("*", Operator.TIMES),
          Map.entry("/", Operator.DIVIDED_BY),
          Map.entry("<", Operator.LESS),
          Map.entry(">", Operator.GREATER),
          Map.entry("<=", Operator.AT_MOST),
          Map.entry(">=", Operator.AT_LEAST),
          Map.entry("=", Operator.EQUAL),
          Map.entry("==", Operator.EQUAL),
          Map.entry("equals", Operator.EQUAL),
          Map.entry("!=", Operator.NOT_EQUAL),
          Map.entry("<>", Operator.NOT_EQUAL),
          Map.entry("and", Operator.AND),
          Map.entry("or", Operator.OR));

  private final List<Token> tokens;
  private int next;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @throws InvalidFormula when it is not of the language
  static Expression parse(String formula) {
    List<Token> tokens = Token.all(formula);
    if (tokens.size() > LONGEST) {
      throw new InvalidFormula("it has more than " + LONGEST + " words and signs");
    }
    var parser = new Parser(tokens);
    Expression expression = parser.expression();
    if (parser.peek().type() != Token.Type.END) {
      throw parser.unexpected();
    }
    return expression;
  }

  private Expression expression() {
    deeper();
    Expression left = and();
    while (peek().is("or")) {
      left = binary(left, take(), and());
    }
    depth--;
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (peek().is("and")) {
      left = binary(left, take(), not());
    }
    return left;
  }

  private Expression not() {
    if (!peek().is("not")) {
      return comparison();
    }
    take();
    deeper();
    var not = new Expression.Not(not());
    depth--;
    return not;
  }

  private Expression comparison() {
    Expression left = sum();
    return peek().is("<", ">", "<=", ">=", "=", "==", "equals", "!=", "<>")
        ? binary(left, take(), sum())
        : left;
  }

  private Expression sum() {
    Expression left = product();
    while (peek().is("+", "-")) {
      left = binary(left, take(), product());
    }
    return left;
  }

  private Expression product() {
    Expression left = factor();
    while (peek().is("*", "/")) {
      left = binary(left, take(), factor());
    }
    return left;
  }

  private Expression factor() {
    if (peek().is("-")) {
      take();
      deeper();
      var negative = new Expression.Negative(factor());
      depth--;
      return negative;
    }
    if (peek().type() != Token.Type.NUMBER) {
      return simple();
    }
    double number = Double.parseDouble(take().text());
    if (!Double.isFinite(number)) {
      throw new InvalidFormula("a number is too large");
    }
    var constant = new Expression.Constant(new Value.Decimal(number));
    boolean multiplies =
        peek().is("(") || peek().type() == Token.Type.WORD && !RESERVED.contains(peek().text());
    return multiplies ? new Expression.Binary(Operator.TIMES, constant, simple()) : constant;
  }

  private Expression simple() {
    Token token = take();
    return switch (token.type()) {
      case TEXT ->
          token.text().isEmpty()
              ? new Expression.Nothing()
              : new Expression.Constant(new Value.Text(token.text()));
      case WORD -> word(token);
      case SIGN -> {
        if (!token.is("(")) {
          throw unexpected(token);
        }
        Expression inside = expression();
        require(")");
        yield inside;
      }
      case NUMBER, END -> throw unexpected(token);
    };
  }

  private Expression word(Token token) {
    if (token.is("true", "false")) {
      return new Expression.Constant(new Value.Truth(token.is("true")));
    }
    if (token.is("if")) {
      return condition();
    }
    if (RESERVED.contains(token.text())) {
      throw unexpected(token);
    }
    if (!peek().is("(")) {
      return new Expression.Property(token.text(), Kind.NUMBER);
    }
    take();
    return switch (token.text()) {
      case "string" -> property(Kind.TEXT);
      case "bool" -> property(Kind.TRUTH);
      default ->
          new Expression.Call(
              Verb.named(token.text())
                  .orElseThrow(() -> new InvalidFormula("there is no function " + token.shown())),
              arguments());
    };
  }

  private Expression property(Kind kind) {
    Token name = take();
    if (name.type() != Token.Type.WORD || RESERVED.contains(name.text())) {
      throw unexpected(name);
    }
    require(")");
    return new Expression.Property(name.text(), kind);
  }

  private List<Expression> arguments() {
    var arguments = new ArrayList<Expression>();
    arguments.add(expression());
    while (peek().is(",")) {
      take();
      arguments.add(expression());
    }
    require(")");
    return arguments;
  }

  private Expression condition() {
    deeper();
    Expression condition = expression();
    require("then");
    Expression then = expression();
    Optional<Expression> otherwise = Optional.empty();
    if (peek().is("elseif")) {
      take();
      otherwise = Optional.of(condition());
    } else {
      if (peek().is("else")) {
        take();
        otherwise = Optional.of(expression());
      }
      if (peek().is("endif")) {
        take();
      }
    }
    depth--;
    return new Expression.If(condition, then, otherwise);
  }

  private static Expression binary(Expression left, Token operator, Expression right) {
    Operator known = OPERATORS.get(operator.text());
    if (known == null) {
      throw unexpected(operator);
    }
    return new Expression.Binary(known, left, right);
  }

  private void deeper() {
    depth++;
    if (depth > DEEPEST) {
      throw new InvalidFormula("it is nested too deep");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (token.type() != Token.Type.END) {
      next++;
    }
    return token;
  }

  private void require(String text) {
    Token token = take();
    if (!token.is(text)) {
      throw new InvalidFormula(
          "'%s' is missing at character %d, where there is %s"
              .formatted(text, token.place(), token.shown()));
    }
  }

  private InvalidFormula unexpected() {
    return unexpected(peek());
  }

  private static InvalidFormula unexpected(Token token) {
    return new InvalidFormula(
        "%s at character %d is not expected".formatted(token.shown(), token.place()));
  }
}
