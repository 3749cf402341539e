/// Written through one door, read through all the others: there is one core. A door is how one
/// generation of the API writes a thing and how it reads it.
package dev.liaison.ladder;
