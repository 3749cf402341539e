package dev.liaison.crm;

/// Carries a [Problem] out of the core. Has no stack trace: it is an answer, not a fault.
public final class CrmException extends RuntimeException {

  private final transient Problem problem;

  public CrmException(Problem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
