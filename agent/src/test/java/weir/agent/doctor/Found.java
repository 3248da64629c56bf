package weir.agent.doctor;

import java.util.List;

/// What tests ask of an examination.
record Found(Examination of) {

  /// That of a program, on a host of the tests.
  static Found of(Machine machine, String program) {
    return new Found(
        Doctor.examine(machine, Doctor.Places.usual()).stream()
            .filter(each -> each.program().startsWith(program))
            .findFirst()
            .orElseThrow());
  }

  List<Diagnosis.Wanting> wanting() {
    return of.diagnoses().stream()
        .filter(Diagnosis.Wanting.class::isInstance)
        .map(Diagnosis.Wanting.class::cast)
        .toList();
  }

  /// What should be otherwise.
  List<String> wants() {
    return wanting().stream().map(Diagnosis.Wanting::what).toList();
  }

  /// What should be otherwise so that no mail is nobody's.
  List<String> needs() {
    return wanting().stream()
        .filter(it -> it.need() == Need.NEEDED)
        .map(Diagnosis.Wanting::what)
        .toList();
  }

  /// The lines to add.
  List<String> lines() {
    return wanting().stream().flatMap(it -> it.lines().stream()).toList();
  }
}
