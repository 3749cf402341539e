package dev.liaison.benchmarks;

/// What is asked of a server over and over, and the status that every answer must have.
@SuppressWarnings("ImmutableEnumChecker") // The forms keep arrays, which nobody changes.
enum Scenario {
  EMPTY("GET, empty reply", Target.SERVER, 204, "GET /_liaison/live", "", (step, numbers) -> {}),

  GET_RECORD(
      "GET a contact (v3)",
      Target.SERVER,
      200,
      "GET /crm/v3/objects/contacts/#######?properties=email,firstname,lastname,phone,jobtitle,city,"
          + "country,company,website,lifecyclestage",
      "",
      (step, numbers) -> numbers[0] = Dataset.contactAt(step)),

  GET_ASSOCIATIONS(
      "GET a deal's contacts (v4)",
      Target.SERVER,
      200,
      "GET /crm/v4/objects/deals/#######/associations/contacts",
      "",
      (step, numbers) -> numbers[0] = Dataset.linkedDealAt(step)),

  GET_LEGACY_DEAL(
      "GET a deal (v1)",
      Target.SERVER,
      200,
      "GET /deals/v1/deal/#######",
      "",
      (step, numbers) -> numbers[0] = Dataset.linkedDealAt(step)),

  CREATE(
      "POST a contact (v3), durable",
      Target.SERVER,
      201,
      "POST /crm/v3/objects/contacts",
      "{\"properties\":{\"email\":\"new-##########@example.com\",\"firstname\":\"Robin\","
          + "\"lastname\":\"Example\",\"phone\":\"+1 555 0100\",\"lifecyclestage\":\"lead\"}}",
      (step, numbers) -> numbers[0] = step),

  ASSOCIATE(
      "PUT two contacts to a deal (v1), durable",
      Target.SERVER,
      204,
      "PUT /deals/v1/deal/#######/associations/CONTACT?id=#######&id=#######",
      "",
      (step, numbers) -> {
        numbers[0] = Dataset.freeDealAt(step);
        numbers[1] = Dataset.pairAt(step);
        numbers[2] = numbers[1] + 1;
      }),

  CONSTANT_PUT(
      "web server alone: PUT, empty reply",
      Target.CONSTANT,
      204,
      "PUT /",
      "",
      (step, numbers) -> {}),

  CONSTANT_GET(
      "web server alone: GET, constant 600 bytes",
      Target.CONSTANT,
      200,
      "GET /",
      "",
      (step, numbers) -> {});

  /// Which server is asked.
  enum Target {
    /// Liaison.
    SERVER,
    /// [ConstantServer].
    CONSTANT
  }

  /// Says what is in a request.
  @FunctionalInterface
  interface Numbers {
    void at(long step, long[] numbers);
  }

  final String title;
  final Target target;
  final int status;
  final RequestForm form;
  final Numbers numbers;

  Scenario(String title, Target target, int status, String line, String body, Numbers numbers) {
    this.title = title;
    this.target = target;
    this.status = status;
    this.form = RequestForm.of(line, body);
    this.numbers = numbers;
  }
}
