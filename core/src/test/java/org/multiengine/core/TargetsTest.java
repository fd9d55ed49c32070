package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.identity.EngineId;

final class TargetsTest {

  private static final SortedSet<EngineId> NONE = engines();
  private static final SortedSet<EngineId> FOUR = engines(0, 1, 2, 3);
  private static final SortedSet<EngineId> GAPS = engines(1, 4, 5, 9);

  @Test
  void all_someEngines_areTheRegisteredOnesAscending() {
    assertThat(resolve(Targets.all(), GAPS)).containsExactly(1, 4, 5, 9);
  }

  @Test
  void all_noEngines_isAnError() {
    assertThatExceptionOfType(NoEnginesRegistered.class)
        .isThrownBy(() -> Targets.all().resolve(NONE))
        .withMessageStartingWith("There are no engines registered.\n    ");
  }

  @Test
  void of_oneId_isThatEngine() {
    assertThat(resolve(Targets.of(4), GAPS)).containsExactly(4);
  }

  @Test
  void of_severalIds_keepsTheOrderGiven() {
    assertThat(resolve(Targets.of(3, 0, 2), FOUR)).containsExactly(3, 0, 2);
  }

  @Test
  void of_collection_keepsItsOrder() {
    assertThat(resolve(Targets.of(List.of(2, 1)), FOUR)).containsExactly(2, 1);
  }

  @Test
  void of_repeatedId_isThereTwice() {
    assertThat(resolve(Targets.of(0, 0), FOUR)).containsExactly(0, 0);
  }

  @Test
  void of_nothing_isNoEngineAtAll() {
    assertThat(resolve(Targets.of(), FOUR)).isEmpty();
  }

  @Test
  void of_nothingAndNoEngines_isNoError() {
    assertThat(resolve(Targets.of(List.of()), NONE)).isEmpty();
  }

  @Test
  void of_negativeId_doesNotCountFromTheEnd() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> Targets.of(-1).resolve(FOUR))
        .withMessageStartingWith("Engine with id -1 is not registered");
  }

  @Test
  void of_unknownIdAmongKnown_isAnErrorThatNamesIt() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> Targets.of(0, 99, 1).resolve(FOUR))
        .withMessage("Engine with id 99 is not registered; registered are [0, 1, 2, 3]");
  }

  @Test
  void of_idAndNoEngines_isAnInvalidId() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> Targets.of(0).resolve(NONE))
        .withMessageStartingWith("Engine with id 0 is not registered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all           | 1 4 5 9
          ' all '       | 1 4 5 9
          4             | 4
          +4            | 4
          '9, 1 ,4'     | 9 1 4
          5,5           | 5 5
          -1            | 9
          -4            | 1
          -1,1          | 9 1
          """)
  void parse_numbers_areIdsOrCountFromTheLast(String text, String expected) {
    assertThat(resolve(Targets.parse(text), GAPS)).isEqualTo(ids(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          :          | 1 4 5 9
          ::         | 1 4 5 9
          0:         | 1 4 5 9
          :2         | 1 4
          1:3        | 4 5
          2:2        | ''
          3:1        | ''
          ::2        | 1 5
          1::2       | 4 9
          ::3        | 1 9
          ::99       | 1
          -2:        | 5 9
          :-1        | 1 4 5
          -3:-1      | 4 5
          -99:2      | 1 4
          2:99       | 5 9
          99:        | ''
          ::-1       | 9 5 4 1
          ::-2       | 9 4
          2::-1      | 5 4 1
          :1:-1      | 9 5
          99:-99:-3  | 9 1
          -99::-1    | ''
          ::+2       | 1 5
          1:3:       | 4 5
          """)
  void parse_slice_picksFromTheRegisteredAsPythonDoes(String text, String expected) {
    assertThat(resolve(Targets.parse(text), GAPS)).isEqualTo(ids(expected));
  }

  @Test
  void parse_mixedList_joinsItsParts() {
    assertThat(resolve(Targets.parse("-1, ::2, 4"), GAPS)).containsExactly(9, 1, 5, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ALL",
        "a",
        "0,",
        ",0",
        "0,,1",
        "0 1",
        "1.5",
        "--1",
        "0-2",
        "1:2:3:4",
        "all,0",
        "0x1",
        "9999999999",
        "\u0663"
      })
  void parse_noTargets_isAnErrorThatQuotesTheText(String text) {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> Targets.parse(text))
        .withMessageStartingWith(
            "targets argument is not an int, list of ints or 'all': '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::0", "1:2:0", "0,::-0"})
  void parse_stepZero_isAnErrorThatSaysSo(String text) {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> Targets.parse(text))
        .withMessageContaining("step of a slice cannot be 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "0,-5", "-999999999"})
  void resolve_beyondTheFirst_isAnInvalidId(String text) {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> Targets.parse(text).resolve(FOUR))
        .withMessageContaining("is not registered");
  }

  @Test
  void resolve_sliceThatPicksNothing_isNoError() {
    assertThat(resolve(Targets.parse("::2"), NONE)).isEmpty();
  }

  @Test
  void resolve_enginesHaveChanged_answersForTheNewOnes() {
    Targets lastTwo = Targets.parse("-2:");

    assertThat(resolve(lastTwo, FOUR)).containsExactly(2, 3);
    assertThat(resolve(lastTwo, GAPS)).containsExactly(5, 9);
  }

  @Test
  void equals_sameEnginesInOtherWords_isTrue() {
    assertThat(Targets.parse("0, 2"))
        .isEqualTo(Targets.of(0, 2))
        .hasSameHashCodeAs(Targets.of(0, 2));
    assertThat(Targets.parse("all")).isEqualTo(Targets.all());
    assertThat(Targets.of(0, 2)).isNotEqualTo(Targets.of(2, 0));
  }

  @Test
  void toString_eachForm_isWhatWasGiven() {
    assertThat(Targets.all()).hasToString("all");
    assertThat(Targets.of(0, 2)).hasToString("[0, 2]");
    assertThat(Targets.parse(" ::2 ")).hasToString("::2");
  }

  @Test
  void ids_ofAListOfIds_areThoseIdsInOrder() {
    assertThat(Targets.of(3, 0, 3).ids()).contains(List.of(3, 0, 3));
    assertThat(Targets.of().ids()).contains(List.of());
    assertThat(Targets.parse("0, 2").ids()).contains(List.of(0, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "::2", "-1", "0,1:"})
  void ids_ofTargetsThatDependOnTheEngines_areAbsent(String text) {
    assertThat(Targets.parse(text).ids()).isEmpty();
  }

  private static SortedSet<EngineId> engines(int... ids) {
    return IntStream.of(ids).mapToObj(EngineId::new).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Integer> resolve(Targets targets, SortedSet<EngineId> registered) {
    return targets.resolve(registered).stream().map(EngineId::value).toList();
  }

  private static List<Integer> ids(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(" ")).stream().map(Integer::valueOf).toList();
  }
}
