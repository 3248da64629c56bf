package weir.cli.doctor;

import java.util.List;
import weir.agent.doctor.Diagnosis;
import weir.agent.doctor.Examination;
import weir.cli.output.Json;

/// One point of an examination, for scripts.
///
/// @param verdict `sound`, `needed`, `helps` or `unclear`
/// @param lines to add
/// @param where to add them; of an unclear point why it could not be looked at
/// @param without what stays unknown
record DoctorLine(
    String program,
    String place,
    String verdict,
    String what,
    List<String> lines,
    String where,
    List<String> without) {

  static List<DoctorLine> of(Examination examination) {
    return examination.diagnoses().stream().map(each -> of(examination, each)).toList();
  }

  private static DoctorLine of(Examination examination, Diagnosis diagnosis) {
    String program = examination.program();
    String place = examination.place();
    return switch (diagnosis) {
      case Diagnosis.Sound(String what) ->
          new DoctorLine(program, place, "sound", what, List.of(), "", List.of());
      case Diagnosis.Wanting it ->
          new DoctorLine(
              program,
              place,
              Json.word(it.need()),
              it.what(),
              it.lines(),
              it.where(),
              it.without());
      case Diagnosis.Unclear(String what, String cause) ->
          new DoctorLine(program, place, "unclear", what, List.of(), cause, List.of());
    };
  }
}
