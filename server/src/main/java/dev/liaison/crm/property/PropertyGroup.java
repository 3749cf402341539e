package dev.liaison.crm.property;

/// A group that properties of a type are shown in.
public record PropertyGroup(String name, String label, int displayOrder, boolean hubspotDefined) {}
