package weir.agent.doctor;

import java.util.List;

/// What is to be said of one program.
///
/// @param program with its version, such as `Postfix 3.7.11`
/// @param place where its settings are
public record Examination(String program, String place, List<Diagnosis> diagnoses) {
  public Examination {
    diagnoses = List.copyOf(diagnoses);
  }

  /// One whose settings cannot be read.
  static Examination unread(String program, String place, String cause) {
    return new Examination(
        program, place, List.of(new Diagnosis.Unclear("its settings could not be read", cause)));
  }

  /// Whether something is missing without which some mail is nobody's.
  public boolean needsSomething() {
    return diagnoses.stream()
        .anyMatch(it -> it instanceof Diagnosis.Wanting wanting && wanting.need() == Need.NEEDED);
  }

  /// Whether something could not be looked at.
  public boolean isUnclear() {
    return diagnoses.stream().anyMatch(Diagnosis.Unclear.class::isInstance);
  }
}
