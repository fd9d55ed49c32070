package org.multiengine.samples.fromkotlin

import org.multiengine.client.MultiEngineClient
import org.multiengine.samples.Options

/** A result of a class of this program, which engines do not have until it is sent. */
data class Circle(val radius: Double, val area: Double)

/** Maps lambdas of Kotlin over engines; they get its library, too, from this program. */
fun main(args: Array<String>) {
    Options.of(args).startProcesses(2).use { cluster ->
        cluster.connect().use { mec -> run(mec) }
    }
}

fun run(mec: MultiEngineClient) {
    val scale = 10
    println(mec.map({ x: Int -> x * scale }, (1..4).toList()))
    println(mec.map({ r: Double -> Circle(r, Math.PI * r * r) }, listOf(1.0, 2.0)))
    println(mec.map({ x: Int, y: Int -> x + y }, listOf(1, 2, 3), listOf(10, 20, 30)))

    mec.push(mapOf("a" to 5))
    println(mec.apply<Int> { engine -> engine.id() + engine.get("a", Int::class.javaObjectType) })

    // The functions of Kotlin's library run there, too.
    println(mec.map({ text: String -> text.split(" ").groupingBy { it.length }.eachCount() },
        listOf("to be or not", "that is the question")))
}
